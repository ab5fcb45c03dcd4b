package com.homedelivery.shared.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what all threads, virtual ones too, are doing to {@code target/thread-dumps} when a test has waited in vain for
 * the first time in this JVM, and logs whether virtual threads get a carrier.
 */
final class ThreadDumpOnTimeout implements ConditionEvaluationListener<Object> {

    private static final Logger log = LoggerFactory.getLogger(ThreadDumpOnTimeout.class);
    private static final Path FOLDER = Path.of("target", "thread-dumps");
    private static final AtomicBoolean DUMPED = new AtomicBoolean();

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {
        // Only the end of waiting counts.
    }

    @Override
    public void onTimeout(TimeoutEvent timeout) {
        if (DUMPED.compareAndSet(false, true)) {
            dump();
        }
    }

    private static void dump() {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        Path file = FOLDER.resolve(ProcessHandle.current().pid() + ".txt").toAbsolutePath();
        try {
            Files.createDirectories(FOLDER);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        } catch (IOException e) {
            log.warn("No thread dump: {}", e.toString());
        }
        log.error(
                "Waited in vain; {} of {} carriers have a virtual thread, {} virtual threads wait for one; threads: {}",
                scheduler.getMountedVirtualThreadCount(),
                scheduler.getParallelism(),
                scheduler.getQueuedVirtualThreadCount(),
                file);
    }
}
