package com.homedelivery.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Helm finds nothing to complain about, and refuses values that would do no good. */
class ChartValuesTests {

    @Test
    void helmHasNothingToComplainAbout() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().quiet().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "image.tag, latest, /image/tag",
        "imagee.tag, 1.0.0, imagee",
        "config.RATE_LIMIT_PER_MINUT, 100, RATE_LIMIT_PER_MINUT",
        "config.RESPONSE_TIMEOUT, soon, /config/RESPONSE_TIMEOUT",
        "config.PAYMENT_PROVIDER, nobody, /config/PAYMENT_PROVIDER",
        "services.oder-service.replicas, 2, oder-service",
        "services.order-service.replica, 2, replica",
        "services.order-service.processors, 64, /services/order-service/processors",
        "services.order-service.resources.requests.memory, plenty, /services/order-service/resources/requests/memory",
        "services.order-service.env.lowercase, 1, lowercase",
        "defaults.env.SPRING_DATA_REDIS_SENTINEL_PASSWORD, swordfish, SPRING_DATA_REDIS_SENTINEL_PASSWORD",
        "defaults.autoscaling.maxReplicas, 0, /defaults/autoscaling/maxReplicas",
        "redis.mode, replicated, /redis/mode",
        "redis.mode, sentinel, /redis/sentinel/master",
        "redis.mode, cluster, /redis/cluster/nodes",
        "kafka.brokers[0], kafka, /kafka/brokers/0",
        "kafka.protocol, SASL_SSL, /kafka/saslMechanism",
        "secrets.source, somewhere, /secrets/source",
        "secrets.source, external, /secrets/external/storeName",
        "secrets.values.shared.JWT_SECRET.value, nested, /secrets/values/shared/JWT_SECRET",
        "ingress.enabled, true, /ingress/host",
        "gatewayApi.enabled, true, /gatewayApi/parentRefs",
    })
    void refusesWhatWouldDoNoGood(String setting, String value, String complaintAbout) {
        assertThatThrownBy(() -> Chart.render(List.of(), Map.of(setting, value)))
                .hasMessageContaining("don't meet the specifications of the schema")
                .hasMessageContaining("'" + complaintAbout + "'");
    }

    @Test
    void oneServiceMayHaveSettingsOfItsOwn() {
        List<Manifest> manifests = Chart.render(
                ValueSet.PRODUCTION.files(),
                Map.of(
                        "services.cart-service.autoscaling.enabled", "false",
                        "services.cart-service.replicas", "3",
                        "services.cart-service.podDisruptionBudget", "false"));
        assertThat(Chart.find(manifests, "Deployment", "cart-service").text("/spec/replicas"))
                .isEqualTo("3");
        assertThat(List.of("HorizontalPodAutoscaler", "PodDisruptionBudget"))
                .allSatisfy(kind -> assertThat(Chart.ofKind(manifests, kind).map(Manifest::name))
                        .hasSize(10)
                        .doesNotContain("shop-cart-service"));
    }
}
