package com.homedelivery.systemtests.chart;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What a cluster's own policies, or a careful reader, would ask of each object; each with a way to break it. */
enum PolicyRule {
    HAS_ONE_CONTAINER(
            Kinds.PODS,
            object -> object.at(At.POD + "/containers").size() == 1
                    && object.at(At.POD + "/initContainers").isMissingNode(),
            object -> object.withArray(At.POD + "/containers").addObject().put("name", "another")),
    DOES_NOT_RUN_AS_ROOT(
            Kinds.PODS,
            object -> object.at(At.POD + "/securityContext/runAsNonRoot").asBoolean(false)
                    && object.at(At.POD + "/securityContext/runAsUser").asInt(0) > 0,
            object -> object.withObject(At.POD + "/securityContext").put("runAsUser", 0)),
    HAS_NO_CAPABILITIES(
            Kinds.PODS,
            object ->
                    object.at(At.SECURITY + "/capabilities/drop/0").asString("").equals("ALL")
                            && object.at(At.SECURITY + "/capabilities/add").isMissingNode(),
            object -> object.withObject(At.SECURITY).remove("capabilities")),
    GAINS_NO_PRIVILEGES(
            Kinds.PODS,
            object -> !object.at(At.SECURITY + "/allowPrivilegeEscalation").asBoolean(true)
                    && !object.at(At.SECURITY + "/privileged").asBoolean(false),
            object -> object.withObject(At.SECURITY).put("privileged", true)),
    CANNOT_WRITE_TO_ITS_IMAGE(
            Kinds.PODS,
            object -> object.at(At.SECURITY + "/readOnlyRootFilesystem").asBoolean(false),
            object -> object.withObject(At.SECURITY).put("readOnlyRootFilesystem", false)),
    HAS_THE_USUAL_SYSTEM_CALLS_ONLY(
            Kinds.PODS,
            object -> object.at(At.POD + "/securityContext/seccompProfile/type")
                    .asString("")
                    .equals("RuntimeDefault"),
            object -> object.withObject(At.POD + "/securityContext").remove("seccompProfile")),
    SHARES_NOTHING_WITH_ITS_NODE(
            Kinds.PODS,
            object -> Stream.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")
                            .allMatch(name -> object.at(At.POD + "/" + name).isMissingNode())
                    && object.at(At.POD + "/volumes").valueStream().noneMatch(volume -> volume.has("hostPath"))
                    && object.at(At.CONTAINER + "/ports").valueStream().noneMatch(port -> port.has("hostPort")),
            object -> object.withObject(At.POD).put("hostNetwork", true)),
    HAS_NO_TOKEN_FOR_THE_CLUSTER(
            Kinds.PODS,
            object -> !object.at(At.POD + "/automountServiceAccountToken").asBoolean(true)
                    && !object.at(At.POD + "/serviceAccountName").asString("").isEmpty(),
            object -> object.withObject(At.POD).remove("automountServiceAccountToken")),
    IS_NOT_TOLD_OF_OTHER_SERVICES_BY_THE_CLUSTER(
            Kinds.PODS,
            object -> !object.at(At.POD + "/enableServiceLinks").asBoolean(true),
            object -> object.withObject(At.POD).remove("enableServiceLinks")),
    ASKS_FOR_PROCESSOR_AND_MEMORY_AND_IS_LIMITED_IN_MEMORY(
            Kinds.PODS,
            object -> Stream.of("/requests/cpu", "/requests/memory", "/limits/memory")
                    .noneMatch(amount -> object.at(At.CONTAINER + "/resources" + amount)
                            .asString("")
                            .isEmpty()),
            object -> object.withObject(At.CONTAINER + "/resources").remove("limits")),
    RUNS_AN_IMAGE_OF_ONE_VERSION(
            Kinds.PODS,
            object -> object.at(At.CONTAINER + "/image").asString("").matches(".+:v?\\d+\\.\\d+[\\w.-]*"),
            object -> object.withObject(At.CONTAINER).put("image", "home-delivery/order-service:latest")),
    HAS_EACH_SECRET_FROM_A_SECRET(
            Kinds.PODS,
            object -> object.at(At.CONTAINER + "/env")
                    .valueStream()
                    .noneMatch(variable -> variable.has("value")
                            && isSecret(
                                    variable.get("name").asString(),
                                    variable.get("value").asString())),
            object -> object.withArray(At.CONTAINER + "/env")
                    .addObject()
                    .put("name", "DATABASE_PASSWORD")
                    .put("value", "swordfish")),
    SAYS_WHEN_IT_HAS_STARTED_IS_ALIVE_AND_READY(
            Kinds.DEPLOYMENTS,
            object -> Stream.of("startup", "liveness", "readiness")
                    .noneMatch(probe -> object.at(At.CONTAINER + "/" + probe + "Probe/httpGet/path")
                            .asString("")
                            .isEmpty()),
            object -> object.withObject(At.CONTAINER).remove("readinessProbe")),
    ANSWERS_WHILE_IT_IS_REPLACED(
            Kinds.DEPLOYMENTS,
            object -> object.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1) == 0
                    && object.at(At.CONTAINER + "/lifecycle/preStop/sleep/seconds")
                                    .asInt(0)
                            > 0,
            object -> object.withObject(At.CONTAINER).remove("lifecycle")),
    IS_SPREAD_OVER_ZONES_AND_NODES(
            Kinds.DEPLOYMENTS,
            object -> object.at(At.POD + "/topologySpreadConstraints")
                    .valueStream()
                    .map(constraint -> constraint.get("topologyKey").asString())
                    .toList()
                    .containsAll(Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")),
            object -> object.withObject(At.POD).remove("topologySpreadConstraints")),
    ENDS_SOME_TIME(
            Set.of("Job"),
            object -> object.at("/spec/activeDeadlineSeconds").asInt(0) > 0,
            object -> object.withObject("/spec").remove("activeDeadlineSeconds")),
    HOLDS_NO_SECRET(
            Set.of("ConfigMap"),
            object -> object.at("/data")
                    .propertyStream()
                    .noneMatch(
                            entry -> isSecret(entry.getKey(), entry.getValue().asString())),
            object -> object.withObject("/data").put("MONGODB_URI", "mongodb://analytics:swordfish@mongodb/analytics")),
    IS_REACHED_FROM_INSIDE_ONLY_AND_NOT_AT_ITS_MANAGEMENT_PORT(
            Set.of("Service"),
            object -> object.at("/spec/type").asString("ClusterIP").equals("ClusterIP")
                    && object.at("/spec/ports")
                            .valueStream()
                            .allMatch(port -> port.get("targetPort").asString().equals("http")),
            object -> object.withArray("/spec/ports").addObject().put("targetPort", "management")),
    IS_AN_ACCOUNT_WITHOUT_TOKEN(
            Set.of("ServiceAccount"),
            object -> !object.at("/automountServiceAccountToken").asBoolean(true),
            object -> object.remove("automountServiceAccountToken")),
    LETS_A_NODE_BE_DRAINED(
            Set.of("PodDisruptionBudget"),
            object -> object.at("/spec/maxUnavailable").asInt(0) > 0,
            object -> object.withObject("/spec").put("minAvailable", 1).remove("maxUnavailable")),
    BELONGS_TO_THE_RELEASE(
            Kinds.ALL,
            object -> Stream.of("instance", "part-of", "version", "managed-by")
                    .noneMatch(label -> object.at("/metadata/labels/app.kubernetes.io~1" + label)
                            .asString("")
                            .isEmpty()),
            object -> object.withObject("/metadata").remove("labels"));

    private static final Pattern SECRET_NAME = Pattern.compile("SECRET|PASSWORD|JAAS|CREDENTIAL|(?<!_PUBLIC)_KEY$");
    private static final Pattern ADDRESS_WITH_PASSWORD = Pattern.compile("://[^/]*:[^/]*@");

    private final Set<String> kinds;
    private final Predicate<ObjectNode> kept;
    private final Consumer<ObjectNode> broken;

    PolicyRule(Set<String> kinds, Predicate<ObjectNode> kept, Consumer<ObjectNode> broken) {
        this.kinds = kinds;
        this.kept = kept;
        this.broken = broken;
    }

    boolean concerns(Manifest manifest) {
        return kinds.isEmpty() || kinds.contains(manifest.kind());
    }

    boolean isKeptBy(Manifest manifest) {
        return kept.test(manifest.tree());
    }

    /** A copy of the manifest that does not keep the rule. */
    Manifest brokenIn(Manifest manifest) {
        ObjectNode copy = manifest.tree().deepCopy();
        broken.accept(copy);
        return new Manifest(copy);
    }

    private static boolean isSecret(String name, String value) {
        return SECRET_NAME.matcher(name).find()
                || ADDRESS_WITH_PASSWORD.matcher(value).find();
    }

    private static final class Kinds {
        static final Set<String> ALL = Set.of();
        static final Set<String> PODS = Set.of("Deployment", "Job");
        static final Set<String> DEPLOYMENTS = Set.of("Deployment");
    }

    private static final class At {
        static final String POD = "/spec/template/spec";
        static final String CONTAINER = POD + "/containers/0";
        static final String SECURITY = CONTAINER + "/securityContext";
    }
}
