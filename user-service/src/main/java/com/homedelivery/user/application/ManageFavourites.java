package com.homedelivery.user.application;

import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.user.domain.Favourite;
import com.homedelivery.user.domain.Favourites;
import com.homedelivery.user.domain.FavouritesFullException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes a customer's favourites. Whether there is such a product is for the catalogue to know. */
@Service
public class ManageFavourites {

    private final Favourites favourites;
    private final ProfileProvisioner provisioner;
    private final Clock clock;

    ManageFavourites(Favourites favourites, ProfileProvisioner provisioner, Clock clock) {
        this.favourites = favourites;
        this.provisioner = provisioner;
        this.clock = clock;
    }

    /** The latest first; all of them when no page was asked for. */
    @Transactional(readOnly = true)
    public List<FavouriteView> favouritesOf(UUID userId, PageQuery query) {
        Pageable page = query.isRequested()
                ? PageRequest.of(query.pageOrFirst() - 1, query.limitOrDefault())
                : PageRequest.ofSize(Favourite.MAX);
        return favourites.findNewest(userId, page).stream()
                .map(FavouriteView::of)
                .toList();
    }

    @Transactional(readOnly = true)
    public int countOf(UUID userId) {
        return favourites.countOf(userId);
    }

    /**
     * Adds a product, unless it is a favourite already.
     *
     * @throws FavouritesFullException when there are {@value Favourite#MAX} already
     */
    @Transactional
    public FavouriteView add(UUID userId, UUID productId) {
        provisioner.findOrCreateForUpdate(userId);
        Favourite.Id id = new Favourite.Id(userId, productId);
        return favourites.findById(id).map(FavouriteView::of).orElseGet(() -> insert(id));
    }

    private FavouriteView insert(Favourite.Id id) {
        if (favourites.countOf(id.userId()) >= Favourite.MAX) {
            throw new FavouritesFullException();
        }
        favourites.insert(id.userId(), id.productId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return favourites.findById(id).map(FavouriteView::of).orElseThrow();
    }

    /** Does nothing when it is no favourite. */
    @Transactional
    public void remove(UUID userId, UUID productId) {
        favourites.deleteById(new Favourite.Id(userId, productId));
    }
}
