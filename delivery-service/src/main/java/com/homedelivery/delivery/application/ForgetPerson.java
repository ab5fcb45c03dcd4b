package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.ForgottenPeople;
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

/** Notes that an account was deleted; {@link ForgetPeopleJob} forgets what there is of it. */
@Service
public class ForgetPerson {

    private final ForgottenPeople people;

    ForgetPerson(ForgottenPeople people) {
        this.people = people;
    }

    @Transactional
    public void on(UserEvent event) {
        switch (event) {
            case UserDeleted deleted -> people.insertIfAbsent(deleted.userId(), deleted.deletedAt());
            case UserRegistered _,
                    UserRoleChanged _,
                    UserProfileUpdated _,
                    UserEmailChanged _,
                    VerificationRequested _,
                    SecurityAlert _ -> {}
        }
    }
}
