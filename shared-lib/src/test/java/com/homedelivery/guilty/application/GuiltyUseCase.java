package com.homedelivery.guilty.application;

import com.homedelivery.guilty.domain.GuiltyAggregate;
import com.homedelivery.guilty.web.GuiltyController;
import com.homedelivery.shared.redis.BestEffortRedis;
import org.springframework.beans.factory.annotation.Autowired;

/** Looks up to the web, talks to Redis, takes its dependency by a field and prints. */
public class GuiltyUseCase {

    @Autowired
    private GuiltyController controller;

    public void act(GuiltyAggregate aggregate, BestEffortRedis redis) {
        System.out.println(controller + " " + aggregate + " " + redis);
    }
}
