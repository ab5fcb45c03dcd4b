package com.homedelivery.systemtests.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Who reaches whom by the NetworkPolicies of one namespace, as Kubernetes reads them: a pod that no policy selects is open, one that
 * some select is open to what any of them allows.
 */
record NetworkPolicies(List<Manifest> policies) {

    static NetworkPolicies in(List<Manifest> manifests) {
        return new NetworkPolicies(Chart.ofKind(manifests, "NetworkPolicy").toList());
    }

    /** Whether a pod with these labels reaches one with those at its port of this name. */
    boolean reaches(Map<String, String> from, Map<String, String> to, String port) {
        return allows("egress", "to", from, to, port) && allows("ingress", "from", to, from, port);
    }

    /** The numbers of the ports at which a pod reaches what is no pod of this release. */
    Set<Integer> portsOutside(Map<String, String> from) {
        Set<Integer> ports = new TreeSet<>();
        rules("egress", from)
                .filter(rule -> peers(rule, "to").noneMatch(peer -> peer.has("podSelector")))
                .flatMap(rule -> rule.path("ports").valueStream())
                .forEach(port -> ports.add(port.get("port").asInt()));
        return ports;
    }

    /** Where a pod reaches a port of this number: peers as they stand in the policy; empty for anywhere. */
    List<JsonNode> peersAt(Map<String, String> from, int port) {
        return rules("egress", from)
                .filter(rule -> rule.path("ports")
                        .valueStream()
                        .anyMatch(allowed -> allowed.get("port").asInt(0) == port))
                .flatMap(rule -> peers(rule, "to"))
                .toList();
    }

    /** Whether somebody who is no pod of this release, and whom no peer names, reaches the pod at its port of this name. */
    boolean isOpenToEverybody(Map<String, String> pod, String port) {
        return rules("ingress", pod)
                .filter(rule -> hasPort(rule, port))
                .anyMatch(rule -> peers(rule, "from").findAny().isEmpty());
    }

    private boolean allows(
            String direction, String side, Map<String, String> pod, Map<String, String> other, String port) {
        return selecting(direction, pod).isEmpty()
                || rules(direction, pod)
                        .filter(rule -> hasPort(rule, port))
                        .anyMatch(rule -> peers(rule, side).findAny().isEmpty()
                                || peers(rule, side).anyMatch(peer -> isPod(peer, other)));
    }

    private Stream<JsonNode> rules(String direction, Map<String, String> pod) {
        return selecting(direction, pod).stream()
                .flatMap(policy -> policy.at("/spec/" + direction).valueStream());
    }

    private List<Manifest> selecting(String direction, Map<String, String> pod) {
        List<Manifest> selecting = new ArrayList<>();
        for (Manifest policy : policies) {
            boolean concerns = policy.at("/spec/policyTypes")
                    .valueStream()
                    .anyMatch(type -> type.asString().equalsIgnoreCase(direction));
            if (concerns
                    && pod.entrySet()
                            .containsAll(
                                    policy.map("/spec/podSelector/matchLabels").entrySet())) {
                selecting.add(policy);
            }
        }
        return selecting;
    }

    private static Stream<JsonNode> peers(JsonNode rule, String side) {
        return rule.path(side).valueStream();
    }

    private static boolean hasPort(JsonNode rule, String port) {
        return !rule.has("ports")
                || rule.get("ports")
                        .valueStream()
                        .anyMatch(allowed -> allowed.get("port").asString().equals(port));
    }

    /** Peers of other namespaces are no pods of this release. */
    private static boolean isPod(JsonNode peer, Map<String, String> labels) {
        return peer.has("podSelector")
                && !peer.has("namespaceSelector")
                && peer.at("/podSelector/matchLabels")
                        .propertyStream()
                        .allMatch(label -> label.getValue().asString().equals(labels.get(label.getKey())));
    }
}
