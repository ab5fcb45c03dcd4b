package com.homedelivery.shared.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisLoadingException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.RedisSystemException;

class OutageClassifierTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
                "NOREPLICAS Not enough good replicas to write.",
                "READONLY You can't write against a read only replica."
            })
    void aRedisThatAnswersButCannotWorkIsDown(String answer) {
        assertThat(OutageClassifier.isCauseOf(inSpring(new RedisCommandExecutionException(answer))))
                .isTrue();
        assertThat(OutageClassifier.isCauseOf(inSpring(new RedisLoadingException("LOADING Redis is loading"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR unknown command", "WRONGTYPE Operation against a key", "NOSCRIPT No matching script"})
    void aFaultOfTheProgramIsNotTheServers(String answer) {
        assertThat(OutageClassifier.isCauseOf(inSpring(new RedisCommandExecutionException(answer))))
                .isFalse();
        assertThat(OutageClassifier.isCauseOf(new IllegalStateException("LOADING is only a word")))
                .isFalse();
    }

    @Test
    void aLostConnectionMeansThatTheServerIsDown() {
        assertThat(OutageClassifier.isCauseOf(new IllegalStateException(new ConnectException("refused"))))
                .isTrue();
        assertThat(OutageClassifier.isCauseOf(new SQLException("terminated", "57P01")))
                .isTrue();
        assertThat(OutageClassifier.isCauseOf(new SQLException("no such column", "42703")))
                .isFalse();
    }

    private static RedisSystemException inSpring(Exception cause) {
        return new RedisSystemException("Error in execution", cause);
    }
}
