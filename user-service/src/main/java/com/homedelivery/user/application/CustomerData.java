package com.homedelivery.user.application;

import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.privacy.PersonalData;
import com.homedelivery.user.domain.Profile;
import com.homedelivery.user.domain.Profiles;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What this service keeps about a customer. */
@Component
class CustomerData implements PersonalData {

    private final Profiles profiles;
    private final ManageAddressBook book;
    private final ManageFavourites favourites;

    CustomerData(Profiles profiles, ManageAddressBook book, ManageFavourites favourites) {
        this.profiles = profiles;
        this.book = book;
        this.favourites = favourites;
    }

    /** @param profile null when there is none */
    record Kept(@Nullable ProfileView profile, List<AddressView> addresses, List<FavouriteView> favourites) {}

    @Override
    @Transactional(readOnly = true)
    public Kept of(UUID userId) {
        return new Kept(
                profiles.findByUserId(userId)
                        .filter(Predicate.not(Profile::isForgotten))
                        .map(ProfileView::of)
                        .orElse(null),
                book.addressesOf(userId),
                favourites.favouritesOf(userId, new PageQuery(null, null)));
    }
}
