package com.homedelivery.guilty.domain;

import java.util.concurrent.ExecutorService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An exception that is not called one, and that knows a database and threads. */
public class GuiltyRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GuiltyRefusal(JdbcClient jdbc, ExecutorService threads) {
        super(jdbc + " " + threads);
    }
}
