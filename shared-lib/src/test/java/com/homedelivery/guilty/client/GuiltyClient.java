package com.homedelivery.guilty.client;

import java.sql.Connection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls no other service, but Redis and the database. */
public record GuiltyClient(StringRedisTemplate redis, JdbcClient jdbc, Connection connection) {}
