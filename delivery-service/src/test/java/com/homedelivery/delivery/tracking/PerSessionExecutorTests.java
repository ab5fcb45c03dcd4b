package com.homedelivery.delivery.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHandlingRunnable;

class PerSessionExecutorTests {

    private final List<String> overflowing = new CopyOnWriteArrayList<>();
    private final PerSessionExecutor executor = new PerSessionExecutor("test-", 100, 8, overflowing::add);

    @Test
    void aSessionsFramesKeepTheirOrder() {
        List<Integer> handled = Collections.synchronizedList(new ArrayList<>());

        IntStream.range(0, 50).forEach(i -> executor.execute(frame("a", () -> handled.add(i))));

        await().until(() -> handled.size() == 50);
        assertThat(handled).isSorted();
    }

    @Test
    void aSlowSessionDelaysNobodyElse() {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();

        executor.execute(frame("slow", () -> awaitQuietly(slow)));
        executor.execute(frame("slow", () -> handled.add("slow")));
        executor.execute(frame("fast", () -> handled.add("fast")));

        await().until(() -> handled.contains("fast"));
        assertThat(handled).containsExactly("fast");
        slow.countDown();
        await().until(() -> handled.contains("slow"));
    }

    @Test
    void aFullQueueIsReported() {
        CountDownLatch slow = new CountDownLatch(1);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> IntStream.range(0, 200)
                        .forEach(_ -> executor.execute(frame("slow", () -> awaitQuietly(slow)))));
        slow.countDown();

        assertThat(overflowing).containsExactly("slow");
    }

    @Test
    void aFailureDoesNotStopTheQueue() {
        List<String> handled = new CopyOnWriteArrayList<>();

        executor.execute(frame("a", () -> {
            throw new IllegalStateException("on purpose");
        }));
        executor.execute(frame("a", () -> handled.add("next")));

        await().until(() -> handled.contains("next"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MessageHandlingRunnable frame(String session, Runnable work) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionId(session);
        Message<?> message = MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
        return new MessageHandlingRunnable() {
            @Override
            public Message<?> getMessage() {
                return message;
            }

            @Override
            public MessageHandler getMessageHandler() {
                return _ -> {};
            }

            @Override
            public void run() {
                work.run();
            }
        };
    }
}
