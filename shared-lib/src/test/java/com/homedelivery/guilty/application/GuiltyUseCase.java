package com.homedelivery.guilty.application;

import com.homedelivery.guilty.domain.GuiltyAggregate;
import com.homedelivery.guilty.web.GuiltyController;
import org.springframework.beans.factory.annotation.Autowired;

/** Looks up to the web, takes its dependency by a field and prints. */
public class GuiltyUseCase {

    @Autowired
    private GuiltyController controller;

    public void act(GuiltyAggregate aggregate) {
        System.out.println(controller + " " + aggregate);
    }
}
