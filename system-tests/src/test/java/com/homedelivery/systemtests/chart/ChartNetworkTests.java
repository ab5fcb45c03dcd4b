package com.homedelivery.systemtests.chart;

import static com.homedelivery.systemtests.ProjectFiles.applicationYaml;
import static com.homedelivery.systemtests.ProjectFiles.composeServices;
import static com.homedelivery.systemtests.ProjectFiles.read;
import static com.homedelivery.systemtests.ProjectFiles.variables;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service reaches those that it calls and the servers that it needs, and nobody else. */
class ChartNetworkTests {

    private static final String POD_LABELS = "/spec/template/metadata/labels";
    private static final int DNS = 53;

    static Stream<Service> services() {
        return Topology.homeDelivery().services().stream();
    }

    @ParameterizedTest
    @EnumSource
    void reachesThoseThatItCallsAndNoOther(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        NetworkPolicies policies = NetworkPolicies.in(manifests);
        services()
                .forEach(caller -> assertThat(services()
                                .filter(other ->
                                        policies.reaches(labels(manifests, caller), labels(manifests, other), "http")))
                        .as("reached by %s", caller.name())
                        .extracting(Service::addressVariable)
                        .containsExactlyInAnyOrderElementsOf(calls(caller)));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyReachesTheManagementPortOfAnother(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        NetworkPolicies policies = NetworkPolicies.in(manifests);
        assertThat(services()
                        .flatMap(from -> services()
                                .filter(to -> policies.reaches(
                                        labels(manifests, from), labels(manifests, to), "management"))))
                .isEmpty();
        assertThat(services().filter(service -> policies.isOpenToEverybody(labels(manifests, service), "management")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void reachesTheServersThatItNeedsAndNoOther(Service service) {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        Set<Integer> ports = composeServers(service)
                .map(server -> switch (server) {
                    case "redis" -> 6379;
                    case "kafka" -> 9092;
                    case "mongodb-analytics" -> 27017;
                    case "mailpit" -> 1025;
                    default -> 5432;
                })
                .collect(Collectors.toSet());
        ports.add(DNS);
        assertThat(NetworkPolicies.in(manifests).portsOutside(labels(manifests, service)))
                .isEqualTo(ports);
    }

    @Test
    void reachesServersOnlyWhereTheyAre() {
        List<Manifest> manifests = Chart.render(ValueSet.PRODUCTION);
        NetworkPolicies policies = NetworkPolicies.in(manifests);
        Map<String, String> order = labels(manifests, "order-service");
        assertThat(List.of(5432, 6380, 9093))
                .allSatisfy(port -> assertThat(policies.peersAt(order, port))
                        .extracting(peer -> peer.at("/ipBlock/cidr").asString(""))
                        .containsExactly("10.20.0.0/16"));
        assertThat(policies.isOpenToEverybody(labels(manifests, "api-gateway"), "http"))
                .isFalse();
    }

    @Test
    void onlyTheGatewayIsOpenToOthers() {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        assertThat(services()
                        .filter(service ->
                                NetworkPolicies.in(manifests).isOpenToEverybody(labels(manifests, service), "http")))
                .extracting(Service::name)
                .containsExactly("api-gateway");
    }

    @Test
    void aMigrationReachesItsDatabaseAndIsReachedByNobody() {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        NetworkPolicies policies = NetworkPolicies.in(manifests);
        Map<String, String> migration =
                Chart.find(manifests, "Job", "order-service-migration").map(POD_LABELS);
        assertThat(policies.portsOutside(migration)).containsExactlyInAnyOrder(DNS, 5432);
        assertThat(services()
                        .map(service -> labels(manifests, service))
                        .filter(service -> policies.reaches(service, migration, "http")
                                || policies.reaches(migration, service, "http")))
                .isEmpty();
    }

    @Test
    void aPodThatNoServiceKnowsReachesNothing() {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        NetworkPolicies policies = NetworkPolicies.in(manifests);
        Map<String, String> stranger = new HashMap<>(labels(manifests, "order-service"));
        stranger.put("app.kubernetes.io/name", "stranger");
        assertThat(policies.portsOutside(stranger)).containsExactly(DNS);
        assertThat(services().filter(service -> policies.reaches(stranger, labels(manifests, service), "http")))
                .extracting(Service::name)
                .isEmpty();
    }

    private static Map<String, String> labels(List<Manifest> manifests, Service service) {
        return labels(manifests, service.name());
    }

    private static Map<String, String> labels(List<Manifest> manifests, String service) {
        return Chart.find(manifests, "Deployment", service).map(POD_LABELS);
    }

    /** As variables: {@code ORDER_SERVICE_URL}. */
    private static Set<String> calls(Service service) {
        return variables(read(applicationYaml(service.name()))).stream()
                .filter(variable -> variable.endsWith("_SERVICE_URL"))
                .collect(Collectors.toSet());
    }

    private static Stream<String> composeServers(Service service) {
        return ((Map<?, ?>) composeServices().get(service.name()).get("depends_on"))
                .keySet().stream().map(Object::toString);
    }
}
