package com.homedelivery.delivery.domain;

/** What became of an offer. */
public enum OfferStatus {
    OPEN,
    ACCEPTED,
    /** The rider said no, at once or by handing the assignment back. */
    REJECTED,
    /** The rider said nothing. */
    EXPIRED,
    /** Another rider was faster, or the rider or the order is not available any more. */
    WITHDRAWN
}
