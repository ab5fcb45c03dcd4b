package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was paid and given back stays: it is the shop's books, and knows its customers by an id alone. What somebody wrote about a
 * refund is forgotten with the customer.
 */
@Service
public class ForgetPerson {

    private final Refunds refunds;

    ForgetPerson(Refunds refunds) {
        this.refunds = refunds;
    }

    @Transactional
    public void on(UserEvent event) {
        switch (event) {
            case UserDeleted deleted -> refunds.forgetReasonsOf(deleted.userId());
            case UserRegistered _,
                    UserRoleChanged _,
                    UserProfileUpdated _,
                    UserEmailChanged _,
                    VerificationRequested _,
                    SecurityAlert _ -> {}
        }
    }
}
