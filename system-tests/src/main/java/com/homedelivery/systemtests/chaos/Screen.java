package com.homedelivery.systemtests.chaos;

/** Where a customer watches an order live. */
interface Screen extends AutoCloseable {

    /** Nobody watches. */
    Screen OFF = new Screen() {
        @Override
        public void follow(String orderId) {}

        @Override
        public void expect(String orderId, String status) {}

        @Override
        public void close() {}
    };

    /** Shows this order from now on. */
    void follow(String orderId);

    /** The order has this status now, in which it stays: the screen has to show it, if it is one of the delivery. */
    void expect(String orderId, String status);

    @Override
    void close();
}
