package com.homedelivery.guilty.application;

import org.springframework.scheduling.annotation.Scheduled;

/** Scheduled work that is not called a job. */
public class GuiltySchedule {

    @Scheduled(fixedDelay = 1)
    public void run() {}
}
