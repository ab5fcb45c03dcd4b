package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.domain.Promotion;
import com.homedelivery.order.domain.PromotionDetails;
import com.homedelivery.order.domain.Promotions;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins do with promotions. */
@Service
public class ManagePromotions {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "createdAt", "id");

    private final Promotions promotions;
    private final Clock clock;

    ManagePromotions(Promotions promotions, Clock clock) {
        this.promotions = promotions;
        this.clock = clock;
    }

    /**
     * A promotion, and how often it is used.
     *
     * @param used by how many orders, without those that were cancelled or have failed
     */
    public record Counted(Promotion promotion, long used) {}

    /** All promotions, newest first, also those that have ended. */
    @Transactional(readOnly = true)
    public Page<Counted> list(PageQuery query) {
        Page<Promotion> page =
                promotions.findAll(PageRequest.of(query.pageOrFirst() - 1, query.limitOrDefault(), NEWEST_FIRST));
        Map<UUID, Long> uses = PromotionUses.byPromotion(
                promotions.countUses(page.map(Promotion::id).getContent()));
        return page.map(promotion -> new Counted(promotion, uses.getOrDefault(promotion.id(), 0L)));
    }

    /** @throws NotFoundException when there is no such promotion */
    @Transactional(readOnly = true)
    public Counted find(UUID id) {
        return counted(promotions.findById(id).orElseThrow(() -> new NotFoundException("Promotion")));
    }

    /** @throws ConflictException when another promotion has its code */
    @Transactional
    public Counted create(PromotionDetails details) {
        return new Counted(save(new Promotion(UuidCreator.getTimeOrderedEpoch(), details, clock.instant())), 0);
    }

    /**
     * @param expectedVersion the version that the admin has seen, or null for whatever it is
     * @throws NotFoundException when there is no such promotion
     * @throws ConflictException when it has another version, or another promotion has its code
     */
    @Transactional
    public Counted revise(UUID id, PromotionDetails details, @Nullable Long expectedVersion) {
        return change(id, promotion -> promotion.revise(details, expectedVersion, clock.instant()));
    }

    /**
     * Ends it now. Quotes that have it can still be ordered.
     *
     * @param expectedVersion the version that the admin has seen, or null for whatever it is
     * @throws NotFoundException when there is no such promotion
     * @throws ConflictException when it has another version
     */
    @Transactional
    public Counted end(UUID id, @Nullable Long expectedVersion) {
        return change(id, promotion -> promotion.end(expectedVersion, clock.instant()));
    }

    /** Uses are counted only while there is a limit: once it is given one, all of them are. */
    private Counted change(UUID id, Consumer<Promotion> verb) {
        Promotion promotion = promotions.findByIdForUpdate(id).orElseThrow(() -> new NotFoundException("Promotion"));
        boolean wasLimited = promotion.isLimited();
        verb.accept(promotion);
        save(promotion);
        if (promotion.isLimited() && !wasLimited) {
            promotions.recountUses(id);
        }
        return counted(promotion);
    }

    private Counted counted(Promotion promotion) {
        Map<UUID, Long> uses = PromotionUses.byPromotion(promotions.countUses(List.of(promotion.id())));
        return new Counted(promotion, uses.getOrDefault(promotion.id(), 0L));
    }

    private Promotion save(Promotion promotion) {
        try {
            return promotions.saveAndFlush(promotion);
        } catch (DataIntegrityViolationException taken) {
            throw new ConflictException("Another promotion has this code");
        }
    }
}
