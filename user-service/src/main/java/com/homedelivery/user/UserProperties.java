package com.homedelivery.user;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keepProfiles time to live of a cached profile; also how long an outdated one can be served if Redis was not
 *     reachable when it changed
 */
@ConfigurationProperties("homedelivery.user")
public record UserProperties(@DefaultValue("5m") Duration keepProfiles) {}
