package com.homedelivery.inventory.application;

import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what a customer waits for when the account is gone. The journal of the stock, which names admins by id, stays. */
@Service
public class ForgetCustomer {

    private final StockNotices notices;

    ForgetCustomer(StockNotices notices) {
        this.notices = notices;
    }

    @Transactional
    public void on(UserEvent event) {
        if (event instanceof UserDeleted deleted) {
            notices.removeThoseOf(deleted.userId());
        }
    }
}
