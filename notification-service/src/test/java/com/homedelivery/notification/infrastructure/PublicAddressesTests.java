package com.homedelivery.notification.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.notification.application.OutgoingUrlException;
import com.homedelivery.notification.support.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTests {

    private final PublicAddresses addresses = new PublicAddresses(NotificationPropertiesFixtures.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "2852039166",
                "100.64.0.1",
                "0.1.2.3",
                "100.100.100.200",
                "100.127.255.255",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[::127.0.0.1]",
                "[::ffff:100.64.0.1]",
                "[::ffff:0:10.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::a00:1]",
                "[2002:a9fe:a9fe::]",
                "[2001:20::1]",
                "[3fff::1]",
                "[5f00::1]",
                "[fd00:ec2::254]",
                "[fe80::a9fe:a9fe]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[2001:db8::1]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[100::1]",
                "localhost",
            })
    void whatIsInsideOrSpecialIsRefused(String host) {
        assertThatThrownBy(() -> addresses.resolve(host)).isInstanceOf(UnknownHostException.class);
        OutgoingHttp http = new OutgoingHttp(addresses);
        assertThatThrownBy(() -> http.check("https://" + host + "/hook")).isInstanceOf(OutgoingUrlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.215.14",
                "172.32.0.1",
                "100.128.0.1",
                "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]"
            })
    void whatIsPublicIsAllowed(String host) {
        assertThatCode(() -> addresses.resolve(host)).doesNotThrowAnyException();
    }

    @Test
    void aHostWithOnePrivateAddressAmongPublicOnesIsRefused() {
        PublicAddresses mixed = resolvingTo("8.8.8.8", "10.0.0.1");
        assertThatThrownBy(() -> mixed.resolve("shop.example.com")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void anAnswerThatChangesAfterTheCheckGainsNothing() throws Exception {
        WebhookReceiver inside = new WebhookReceiver();
        AtomicInteger asked = new AtomicInteger();
        PublicAddresses rebinding = new PublicAddresses(
                resolver(() ->
                        new InetAddress[] {InetAddress.getByName(asked.incrementAndGet() == 1 ? "8.8.8.8" : "127.0.0.1")
                        }),
                NotificationPropertiesFixtures.defaults());
        OutgoingHttp http = new OutgoingHttp(rebinding);
        String url = "https://rebinding.example.com:" + inside.port() + "/200/rebound";
        http.check(url);
        assertThatThrownBy(() ->
                        http.post(url, Map.of(), new byte[0], ContentType.APPLICATION_JSON, Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not public");
        assertThat(asked).hasValue(2);
        assertThat(inside.at("/200/rebound")).isEmpty();
    }

    private static PublicAddresses resolvingTo(String... hosts) {
        return new PublicAddresses(
                resolver(() -> {
                    InetAddress[] found = new InetAddress[hosts.length];
                    for (int i = 0; i < hosts.length; i++) {
                        found[i] = InetAddress.getByName(hosts[i]);
                    }
                    return found;
                }),
                NotificationPropertiesFixtures.defaults());
    }

    private interface Answers {
        InetAddress[] get() throws UnknownHostException;
    }

    private static DnsResolver resolver(Answers answers) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return answers.get();
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
