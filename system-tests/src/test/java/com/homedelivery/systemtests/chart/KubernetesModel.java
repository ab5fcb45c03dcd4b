package com.homedelivery.systemtests.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Kubernetes would refuse of an object: fields that it does not know, fields that have to be there, values of the wrong type.
 * By the model of its own client, which is made from its API's description, and by those of the Gateway API and of the Prometheus
 * operator, which say nothing of fields that have to be there.
 */
final class KubernetesModel {

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            Map.entry("v1/ConfigMap", own(V1ConfigMap::validateJsonElement)),
            Map.entry("v1/Secret", own(V1Secret::validateJsonElement)),
            Map.entry("v1/Service", own(V1Service::validateJsonElement)),
            Map.entry("v1/ServiceAccount", own(V1ServiceAccount::validateJsonElement)),
            Map.entry("apps/v1/Deployment", own(V1Deployment::validateJsonElement)),
            Map.entry("batch/v1/Job", own(V1Job::validateJsonElement)),
            Map.entry("policy/v1/PodDisruptionBudget", own(V1PodDisruptionBudget::validateJsonElement)),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", own(V2HorizontalPodAutoscaler::validateJsonElement)),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", own(V1NetworkPolicy::validateJsonElement)),
            Map.entry("networking.k8s.io/v1/Ingress", own(V1Ingress::validateJsonElement)),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", extension(HTTPRoute.class)),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", extension(PodMonitor.class)));

    /** There is no model of these here. */
    private static final Set<String> WITHOUT_MODEL = Set.of("external-secrets.io/v1/ExternalSecret");

    private static final ObjectMapper EXTENSIONS =
            new ObjectMapper().setAnnotationIntrospector(new RefusesUnknownFields());

    private KubernetesModel() {}

    /** Why Kubernetes would refuse it; empty when it would not. */
    static Optional<String> refusal(Manifest manifest) {
        String type = manifest.text("/apiVersion") + "/" + manifest.kind();
        if (WITHOUT_MODEL.contains(type)) {
            return Optional.empty();
        }
        Check check = CHECKS.get(type);
        if (check == null) {
            return Optional.of(type + " is not known");
        }
        try {
            check.validate(manifest.tree().toString());
            return Optional.empty();
        } catch (IOException | RuntimeException refused) {
            return Optional.of(manifest + ": " + refused.getMessage());
        }
    }

    private static Check own(GeneratedCheck check) {
        return json -> check.validate(JsonParser.parseString(json));
    }

    private static Check extension(Class<?> type) {
        return json -> EXTENSIONS.readValue(json, type);
    }

    @FunctionalInterface
    private interface Check {
        void validate(String json) throws IOException;
    }

    @FunctionalInterface
    private interface GeneratedCheck {
        void validate(JsonElement json) throws IOException;
    }

    /** The classes would keep unknown fields for later, in a map. */
    private static final class RefusesUnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated field) {
            return false;
        }
    }
}
