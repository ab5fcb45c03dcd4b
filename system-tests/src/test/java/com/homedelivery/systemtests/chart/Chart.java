package com.homedelivery.systemtests.chart;

import static com.homedelivery.systemtests.ProjectFiles.ROOT;

import com.homedelivery.systemtests.ProjectFiles;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Helm chart, rendered by Helm itself. */
final class Chart {

    static final Path FOLDER = ROOT.resolve("deploy/helm/home-delivery");
    static final String RELEASE = "shop";
    static final String NAMESPACE = "home-delivery";

    private static final String OLDEST_KUBERNETES = "1.30.0";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<ValueSet, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    /** The library leaves hooks out of what it renders: for it they are none. */
    private static final String HOOK = "helm.sh/hook";

    private static final String NO_HOOK = "no-helm.sh/hook";
    private static final Path WITHOUT_HOOKS = copyWithoutHooks();

    private Chart() {}

    static List<Manifest> render(ValueSet values) {
        return RENDERED.computeIfAbsent(values, _ -> render(values.files(), Map.of()));
    }

    /**
     * @param settings as {@code --set} takes them
     * @throws RuntimeException when Helm refuses, with its reason
     */
    static List<Manifest> render(List<Path> files, Map<String, String> settings) {
        TemplateCommand command = new Helm(WITHOUT_HOOKS)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(OLDEST_KUBERNETES);
        files.forEach(command::withValuesFile);
        settings.forEach(command::set);
        String rendered = command.call().replace(NO_HOOK, HOOK);
        return StreamSupport.stream(new Yaml().loadAll(rendered).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(document -> new Manifest(JSON.<ObjectNode>valueToTree(document)))
                .toList();
    }

    static Stream<Manifest> ofKind(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    /** The only one of this kind that belongs to this service. */
    static Manifest find(List<Manifest> manifests, String kind, String service) {
        List<Manifest> found = ofKind(manifests, kind)
                .filter(manifest -> manifest.name().equals(RELEASE + "-" + service))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind + "/" + RELEASE + "-" + service);
        }
        return found.getFirst();
    }

    private static Path copyWithoutHooks() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = ROOT.resolve("system-tests/target/chart");
            FileSystemUtils.deleteRecursively(copy);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, ProjectFiles.read(file).replace(HOOK, NO_HOOK));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
