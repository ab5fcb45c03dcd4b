package com.homedelivery.cart.application;

/** The memory that carts are kept in. */
public interface CartMemory {

    /** Whether there is so little left that it has to do for those who have a cart, as of some seconds ago. */
    boolean isShort();
}
