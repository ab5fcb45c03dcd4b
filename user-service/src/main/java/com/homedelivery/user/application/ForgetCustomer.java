package com.homedelivery.user.application;

import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import com.homedelivery.shared.work.AfterCommit;
import com.homedelivery.user.domain.AddressBooks;
import com.homedelivery.user.domain.Favourites;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets everything about a customer whose account was deleted, also one who never had a profile. */
@Service
@Transactional
public class ForgetCustomer {

    private final ProfileProvisioner provisioner;
    private final AddressBooks books;
    private final Favourites favourites;
    private final ProfileCache cache;

    ForgetCustomer(ProfileProvisioner provisioner, AddressBooks books, Favourites favourites, ProfileCache cache) {
        this.provisioner = provisioner;
        this.books = books;
        this.favourites = favourites;
        this.cache = cache;
    }

    public void on(UserEvent event) {
        switch (event) {
            case UserDeleted deleted -> forget(deleted);
            case UserRegistered _,
                    UserRoleChanged _,
                    UserProfileUpdated _,
                    UserEmailChanged _,
                    VerificationRequested _,
                    SecurityAlert _ -> {}
        }
    }

    private void forget(UserDeleted deleted) {
        UUID userId = deleted.userId();
        provisioner.lock(userId).forget(deleted.deletedAt());
        books.deleteByUserId(userId);
        favourites.deleteAllOf(userId);
        AfterCommit.run(() -> cache.invalidate(userId));
    }
}
