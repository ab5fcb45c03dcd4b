package com.homedelivery.shared.fault;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import com.homedelivery.shared.work.LoggedBackoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Which faults are switched on, and until when. That stands in Redis, for all instances of all services; each instance
 * knows it from the last second, so that asking costs nothing. A fault ends when its time is over, whether or not Redis
 * still answers.
 */
public final class FaultSwitches extends BackgroundTaskLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FaultSwitches.class);
    private static final Duration READ_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    private final List<Fault> faults;
    private final StringRedisTemplate redis;
    private final Clock clock;
    private volatile Map<Fault, Instant> ends = Map.of();

    FaultSwitches(List<Fault> faults, StringRedisTemplate redis, Clock clock) {
        super(SHUTDOWN_TIMEOUT);
        this.faults = List.copyOf(faults);
        this.redis = redis;
        this.clock = clock;
    }

    /** Those that this service can have. */
    public List<Fault> all() {
        return faults;
    }

    public boolean isOn(Fault fault) {
        return end(fault).isPresent();
    }

    /** When a fault ends; empty when it is off. */
    public Optional<Instant> end(Fault fault) {
        return Optional.ofNullable(ends.get(fault)).filter(clock.instant()::isBefore);
    }

    /**
     * Switches a fault on: here at once, in other instances within a second or so. One that is on already ends then.
     *
     * @return when it ends
     */
    public Instant switchOn(Fault fault, Duration time) {
        Instant end = clock.instant().plus(time);
        redis.opsForValue().set(key(fault), end.toString(), time);
        log.warn("Fault {} is switched on until {}: {}", fault.name(), end, fault.effect());
        read();
        return end;
    }

    /** Switches a fault off, wherever it is on. */
    public void switchOff(Fault fault) {
        redis.delete(key(fault));
        log.info("Fault {} is switched off", fault.name());
        read();
    }

    private synchronized void read() {
        List<String> values = Objects.requireNonNull(redis.opsForValue()
                .multiGet(faults.stream().map(FaultSwitches::key).toList()));
        Map<Fault, Instant> read = new HashMap<>();
        for (int i = 0; i < faults.size(); i++) {
            String end = values.get(i);
            if (end != null) {
                read.put(faults.get(i), Instant.parse(end));
            }
        }
        ends = Map.copyOf(read);
    }

    /** One hash tag for all, as they are read together. */
    private static String key(Fault fault) {
        return "ops:{faults}:" + fault.name();
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return List.of(BackgroundTask.start("fault-switches", this::keepReading));
    }

    private void keepReading(BackgroundTask task) {
        LoggedBackoff backoff = new LoggedBackoff(log, "fault switches");
        while (task.isRunning()) {
            try {
                read();
                backoff.recovered();
                task.pause(READ_INTERVAL);
            } catch (DataAccessException e) {
                task.pause(backoff.failed(e));
            }
        }
    }
}
