package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Public reads of the catalogue: seldom asked of the service, never of yesterday. */
class CatalogueIT extends GatewayTest {

    private static final TestCatalogue CATALOGUE = new TestCatalogue();
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Another one for each test, so that none finds what another has read. */
    private final String product = "/api/products/" + UUID.randomUUID();

    @DynamicPropertySource
    static void catalogue(DynamicPropertyRegistry registry) {
        registry.add("homedelivery.gateway.services.product", CATALOGUE::url);
    }

    @Test
    void manyWhoAskForTheSameShareOneRead() {
        List<ApiResult> answers = AtOnce.run(50, () -> api.get(product + "/slow"));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.satisfies(PASSED_ON).text()).contains("price"));
        assertThat(CATALOGUE.reads(product + "/slow")).isLessThanOrEqualTo(5);
    }

    @Test
    void noPriceIsOlderThanASecond() {
        api.get(product).satisfies(PASSED_ON);
        for (int price = 2; price < 6; price++) {
            CATALOGUE.setPrice(price);
            String current = "\"price\":" + price + ",";
            long changed = System.nanoTime();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        Duration since = Duration.ofNanos(System.nanoTime() - changed);
                        boolean isCurrent =
                                api.get(product).satisfies(PASSED_ON).text().contains(current);
                        assertThat(isCurrent || since.compareTo(FRESH) < 0)
                                .as("an old price %s after the change", since)
                                .isTrue();
                        return isCurrent;
                    });
        }
    }

    @Test
    void whoeverChangesAPriceSeesItAtOnce() {
        for (int price = 11; price < 15; price++) {
            api.get(product).satisfies(PASSED_ON);
            api.asCustomer().put(product, String.valueOf(price)).satisfies(PASSED_ON);

            assertThat(api.get(product).text()).contains("\"price\":" + price + ",");
        }
    }

    @Test
    void aClientThatHasTheAnswerIsToldSo() {
        ApiResult answer = api.get(product).satisfies(PASSED_ON);

        ApiResult unchanged =
                api.withHeader("If-None-Match", answer.header("ETag")).get(product);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.text()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(unchanged.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(unchanged.header("X-RateLimit-Remaining")).isEqualTo("98");
        assertThat(api.withHeader("If-None-Match", "W/\"other\"").get(product).status())
                .isEqualTo(200);
    }

    @Test
    void askingForTheHeadOnlyGivesTheSameHead() {
        ApiResult whole = api.get(product).satisfies(PASSED_ON);
        ApiResult head = api.call(HttpMethod.HEAD, product, null).satisfies(PASSED_ON);

        assertThat(head.text()).isEmpty();
        for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Cache-Control", "Vary"}) {
            assertThat(head.headers().getOrEmpty(name))
                    .as(name)
                    .isEqualTo(whole.headers().getOrEmpty(name));
        }
    }

    @Test
    void aListIsCompressedForWhoeverCanReadIt() throws Exception {
        ApiResult compressed = api.withHeader("Accept-Encoding", "br, gzip").get(product + "/list");
        ApiResult refused = api.withHeader("Accept-Encoding", "gzip;q=0").get(product + "/list");
        ApiResult plain = api.get(product + "/list");

        assertThat(compressed.headers().getOrEmpty("Content-Encoding")).containsExactly("gzip");
        assertThat(refused.headers().getOrEmpty("Content-Encoding")).isEmpty();
        assertThat(plain.headers().getOrEmpty("Content-Encoding")).isEmpty();
        assertThat(compressed.content().length).isLessThan(plain.content().length / 4);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.content()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).contains("\"name\":\"product 99\"");
        }
        for (ApiResult answer : List.of(compressed, refused, plain)) {
            assertThat(answer.headers().getOrEmpty("Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void eachLanguageIsReadByItself() {
        String path = product + "/translated";

        ApiResult german = api.withHeader("Accept-Language", "de-AT,de;q=0.9").get(path);
        ApiResult spanish = api.withHeader("Accept-Language", "es").get(path);
        ApiResult germanAgain = api.withHeader("Accept-Language", "de-CH").get(path);

        assertThat(german.satisfies(PASSED_ON).text()).contains("\"de\"");
        assertThat(spanish.satisfies(PASSED_ON).text()).contains("\"es\"");
        assertThat(germanAgain.text()).isEqualTo(german.text());
        assertThat(german.headers().getOrEmpty("Vary")).contains("Accept-Language");
        assertThat(german.header("Content-Language")).isEqualTo("de");
        assertThat(CATALOGUE.reads(path)).isEqualTo(2);
    }

    @Test
    void everybodyGetsWhatNobodyInParticularGets() {
        ApiResult signedIn = api.asCustomer().withHeader("Cookie", "a=b").get(product);

        assertThat(signedIn.satisfies(PASSED_ON).text()).contains("\"asked\":\"anonymously\"");
        assertThat(api.get(product).text()).contains("\"asked\":\"anonymously\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "no-store", "not-public", "sets-a-cookie", "varies", "too-large"})
    void whatIsNotForEverybodyIsAskedForEachTime(String kind) {
        ApiResult first = api.asCustomer().get(product + "/" + kind).satisfies(PASSED_ON);
        ApiResult second = api.asCustomer().get(product + "/" + kind).satisfies(PASSED_ON);

        assertThat(first.text()).contains("\"asked\":\"by somebody\"");
        assertThat(first.text()).isNotEqualTo(second.text());
        assertThat(first.header("Age")).isNull();
    }

    @Test
    void whatWasNotThereAMomentAgoIsFoundNow() {
        api.get(product + "/appears").satisfies(refusedWith(404, "NOT_FOUND"));

        assertThat(api.get(product + "/appears").status()).isEqualTo(200);
    }

    @Test
    void aReadOfAnotherKindIsForTheServiceToUnderstand() {
        ApiResult part = api.withHeader("Range", "bytes=0-3").get(product);

        assertThat(part.status()).isEqualTo(206);
    }
}
