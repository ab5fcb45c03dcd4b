package com.homedelivery.shared.client;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets the JDK's client give up an idle connection after 8 s instead of 30: before the service at the other end does, which keeps
 * it for 10 s and answers for {@code DRAIN_TIME} when it ends. The JDK reads it once, when the first client of the process is
 * made, which may be that of the exporter of traces; so it is set before there are beans.
 */
class IdleConnectionLimit implements EnvironmentPostProcessor {

    static final String PROPERTY = "jdk.httpclient.keepalive.timeout";

    private static final String SECONDS = "8";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, SECONDS);
        }
    }
}
