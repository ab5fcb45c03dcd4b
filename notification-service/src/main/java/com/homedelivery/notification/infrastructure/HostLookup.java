package com.homedelivery.notification.infrastructure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up hosts whose names others have chosen, and with them the name servers that answer. The JDK waits for those without a
 * limit, and a virtual thread that waits there keeps its carrier: so the waiting is done by a few threads of the platform.
 * Whoever asks is answered within 2 s, whatever becomes of the lookup.
 */
class HostLookup implements DnsResolver {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Duration KEEP_THREADS = Duration.ofSeconds(30);
    private static final int WAITING_FOR_EACH_THREAD = 4;

    private final DnsResolver resolver;
    private final ThreadPoolExecutor threads;

    /**
     * @param name of the threads
     * @param resolver who answers, however late
     * @param atOnce how many hosts are looked up at the same time; four times as many wait for that, and no more
     */
    HostLookup(String name, DnsResolver resolver, int atOnce) {
        this.resolver = resolver;
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                KEEP_THREADS.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(atOnce * WAITING_FOR_EACH_THREAD),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The host's name server has not answered in time. */
    static final class TooSlowException extends UnknownHostException {
        TooSlowException() {
            super("The host could not be looked up in time");
        }
    }

    /** So many hosts are being looked up that this one was not even tried. */
    static final class BusyException extends UnknownHostException {
        BusyException() {
            super("Too many hosts are being looked up");
        }
    }

    /**
     * The addresses of a host.
     *
     * @throws TooSlowException after 2 s without an answer
     * @throws BusyException at once, when too many wait already
     * @throws UnknownHostException when it has none
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.resolve(host));
        try {
            threads.execute(lookup);
            return lookup.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new BusyException();
        } catch (TimeoutException e) {
            abandon(lookup);
            throw new TooSlowException();
        } catch (InterruptedException e) {
            abandon(lookup);
            Thread.currentThread().interrupt();
            throw new UnknownHostException("Interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown
                    ? unknown
                    : new UnknownHostException(String.valueOf(e.getCause()));
        }
    }

    /** What has not begun makes room in the queue. */
    private void abandon(FutureTask<InetAddress[]> lookup) {
        lookup.cancel(true);
        threads.remove(lookup);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Answers nobody any more. */
    void close() {
        threads.shutdownNow();
    }
}
