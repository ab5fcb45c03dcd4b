package com.homedelivery.gateway.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * Logs in one line what fails after its request has been answered or given up. Reactor would write a stack trace for each,
 * and any client that hangs up in the middle of its body can cause one.
 */
@Component
class DroppedErrorLogger implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(DroppedErrorLogger.class);

    @Override
    public void afterPropertiesSet() {
        Hooks.onErrorDropped(failure -> {
            if (failure instanceof IncompleteRequestBodyException) {
                log.debug("A client stopped in the middle of its body", failure);
            } else {
                log.warn("Too late to be told to a client: {}", failure.toString());
            }
        });
    }
}
