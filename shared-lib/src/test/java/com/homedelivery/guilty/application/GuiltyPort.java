package com.homedelivery.guilty.application;

/** An interface without a need: its one implementation stands beside it. */
public interface GuiltyPort {

    void act();

    /** The one. */
    final class Adapter implements GuiltyPort {

        @Override
        public void act() {}
    }
}
