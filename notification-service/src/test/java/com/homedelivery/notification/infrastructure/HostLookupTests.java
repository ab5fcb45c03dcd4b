package com.homedelivery.notification.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.notification.application.OutgoingUrlException;
import com.homedelivery.shared.api.error.OverloadedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HostLookupTests {

    private final SlowNames names = new SlowNames();
    private final PublicAddresses addresses = new PublicAddresses(names, NotificationPropertiesFixtures.defaults());
    private final OutgoingHttp http = new OutgoingHttp(addresses);

    @AfterEach
    void close() {
        names.silence.countDown();
        http.close();
        addresses.close();
    }

    @Test
    void aHostWhoseNameServerDoesNotAnswerIsNotWaitedFor() {
        assertThatThrownBy(() -> http.check("https://slow.example.com/hook"))
                .isInstanceOf(OutgoingUrlException.class)
                .hasMessageContaining("in time");
        assertThatThrownBy(() -> addresses.resolve("slow.example.com")).isInstanceOf(HostLookup.TooSlowException.class);
    }

    @Test
    void slowNamesThatAreCheckedHoldUpNoCalls() throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PublicAddresses.CHECKED_AT_ONCE; i++) {
                String url = "https://slow" + i + ".example.com/hook";
                people.submit(() -> {
                    http.check(url);
                    return url;
                });
            }
            names.asked.acquire(PublicAddresses.CHECKED_AT_ONCE);
            assertThat(addresses.resolve("quick.example.com")).hasSize(1);
        }
    }

    @Test
    void moreThanCanBeLookedUpAreToldAtOnce() {
        List<String> urls = IntStream.range(0, 100)
                .mapToObj(i -> "https://slow" + i + ".example.com/hook")
                .toList();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(urls.stream()
                            .map(url -> people.submit(() -> {
                                try {
                                    http.check(url);
                                    return "public";
                                } catch (OverloadedException e) {
                                    return "busy";
                                } catch (OutgoingUrlException e) {
                                    return "slow";
                                }
                            }))
                            .toList())
                    .extracting(Future::get)
                    .contains("busy", "slow")
                    .doesNotContain("public");
        }
    }

    /** Name servers that answer no question for a host whose name begins with "slow", until the silence ends. */
    private static final class SlowNames implements DnsResolver {

        private final CountDownLatch silence = new CountDownLatch(1);
        private final Semaphore asked = new Semaphore(0);

        /** It does not mind being interrupted, like the JDK's. */
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (host.startsWith("slow")) {
                asked.release();
                while (silence.getCount() > 0) {
                    try {
                        silence.await();
                    } catch (InterruptedException e) {
                        // It goes on waiting.
                    }
                }
            }
            return new InetAddress[] {InetAddress.getByName("8.8.8.8")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
