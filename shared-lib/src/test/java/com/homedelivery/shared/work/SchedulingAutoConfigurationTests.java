package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class SchedulingAutoConfigurationTests {

    private static final int SOON = 20;

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withPropertyValues("spring.threads.virtual.enabled=true", "spring.task.scheduling.pool.size=2")
            .withConfiguration(
                    AutoConfigurations.of(SchedulingAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

    @Test
    void scheduledMethodsAreBackgroundWork() {
        service.withUserConfiguration(Scheduling.class, Jobs.class).run(context -> {
            Jobs jobs = context.getBean(Jobs.class);
            assertThat(jobs.withFixedDelay.get(SOON, TimeUnit.SECONDS)).isTrue();
            assertThat(jobs.atFixedRate.get(SOON, TimeUnit.SECONDS)).isTrue();
            assertThat(jobs.byCron.get(SOON, TimeUnit.SECONDS)).isTrue();
        });
    }

    @Test
    void tasksOfTheSchedulerAreBackgroundWork() {
        service.withUserConfiguration(Scheduling.class).run(context -> {
            CompletableFuture<Boolean> background = new CompletableFuture<>();
            context.getBean(TaskScheduler.class)
                    .schedule(() -> background.complete(BackgroundThread.isCurrent()), Instant.now());
            assertThat(background.get(SOON, TimeUnit.SECONDS)).isTrue();
        });
    }

    @Test
    void aLongJobDoesNotDelayAnother() {
        service.withUserConfiguration(Scheduling.class).run(context -> {
            TaskScheduler scheduler = context.getBean(TaskScheduler.class);
            CompletableFuture<Void> other = new CompletableFuture<>();
            CompletableFuture<Void> outcome = new CompletableFuture<>();
            scheduler.scheduleWithFixedDelay(
                    () -> {
                        try {
                            other.get(SOON, TimeUnit.SECONDS);
                            outcome.complete(null);
                        } catch (Exception heldUp) {
                            outcome.completeExceptionally(heldUp);
                        }
                    },
                    Duration.ofMinutes(1));
            scheduler.scheduleWithFixedDelay(() -> other.complete(null), Duration.ofMinutes(1));
            assertThat(outcome).succeedsWithin(Duration.ofSeconds(SOON));
        });
    }

    @Test
    void aServiceMayBringItsOwnScheduler() {
        service.withUserConfiguration(Scheduling.class)
                .withBean("taskScheduler", ThreadPoolTaskScheduler.class, () -> {
                    ThreadPoolTaskScheduler own = new ThreadPoolTaskScheduler();
                    own.setThreadNamePrefix("own-");
                    return own;
                })
                .run(context -> assertThat(
                                context.getBean(ThreadPoolTaskScheduler.class).getThreadNamePrefix())
                        .isEqualTo("own-"));
    }

    @Test
    void aServiceWithoutJobsHasNoScheduler() {
        service.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskScheduler.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    static class Jobs {

        private final CompletableFuture<Boolean> withFixedDelay = new CompletableFuture<>();
        private final CompletableFuture<Boolean> atFixedRate = new CompletableFuture<>();
        private final CompletableFuture<Boolean> byCron = new CompletableFuture<>();

        @Scheduled(fixedDelay = 50)
        void delayed() {
            withFixedDelay.complete(BackgroundThread.isCurrent());
        }

        @Scheduled(fixedRate = 50)
        void regular() {
            atFixedRate.complete(BackgroundThread.isCurrent());
        }

        @Scheduled(cron = "* * * * * *")
        void everySecond() {
            byCron.complete(BackgroundThread.isCurrent());
        }
    }
}
