package com.homedelivery.payment.application;

/** The webhook events of Stripe that were handled lately, so that each is handled once. */
public interface StripeEventInbox {

    /**
     * Adds an event in the current transaction. Of two transactions at once, the second waits for the first.
     *
     * @return false when it was handled before
     */
    boolean addIfNew(String eventId, String type);
}
