package com.homedelivery.shared.security.web;

import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.shared.redis.KeyNaming;
import com.homedelivery.shared.security.TokenRevocationCheck;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** For services; the gateway leaves it to them. */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(LettuceConnectionFactory.class)
@ConditionalOnBean(LettuceConnectionFactory.class)
class TokenRevocationAutoConfiguration {

    private static final String REDIS = "tokenEpochRedis";

    /** Nobody else's: a service may have one with another time-out. */
    @Bean(name = REDIS, defaultCandidate = false)
    BestEffortRedis tokenEpochRedis(LettuceConnectionFactory factory) {
        return new BestEffortRedis("token-epochs", RedisTokenRevocationCheck.TIMEOUT, factory);
    }

    @Bean
    EpochKeys tokenEpochKeys(LettuceConnectionFactory factory) {
        return new EpochKeys(KeyNaming.of(factory));
    }

    @Bean
    TokenRevocationCheck tokenRevocationCheck(@Qualifier(REDIS) BestEffortRedis redis, EpochKeys keys) {
        return new RedisTokenRevocationCheck(redis, keys);
    }
}
