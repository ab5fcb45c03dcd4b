package com.homedelivery.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * CPU time of processes. On Linux it includes that of their children that have ended (proc_pid_stat(5)): PostgreSQL
 * serves every connection with a process of its own. Elsewhere it does not.
 */
final class CpuTimes {

    private static final long MILLIS_PER_TICK = 10;
    /** Counted from the state, the field after the name: utime, stime, cutime, cstime. */
    private static final int UTIME = 11;

    private CpuTimes() {}

    /** In ms; 0 for a process that has ended. */
    static double millis(ProcessHandle process) {
        long[] ticks = ticks(process.pid());
        return ticks.length == 0
                ? process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
                : (double) MILLIS_PER_TICK * (ticks[0] + ticks[1] + ticks[2] + ticks[3]);
    }

    /** Of the children of this process that have ended, in ms; 0 where that cannot be known. */
    static double millisOfEndedChildren() {
        long[] ticks = ticks(ProcessHandle.current().pid());
        return ticks.length == 0 ? 0 : (double) MILLIS_PER_TICK * (ticks[2] + ticks[3]);
    }

    private static long[] ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long[] ticks = new long[4];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = Long.parseLong(fields[UTIME + i]);
            }
            return ticks;
        } catch (IOException goneOrNotLinux) {
            return new long[0];
        }
    }
}
