package com.homedelivery.systemtests;

import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The files of the project that say how services are configured, for tests that hold one against another. */
public final class ProjectFiles {

    public static final Path ROOT = RepositoryRoot.find();

    /** What is true of all services that do not say otherwise. */
    public static final Path SHARED_DEFAULTS = ROOT.resolve("shared-lib/src/main/resources/homedelivery-defaults.yaml");

    private static final Map<String, Object> COMPOSE = yaml(ROOT.resolve("docker-compose.yml"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):?");

    private ProjectFiles() {}

    /** What a service says of itself. */
    public static Path applicationYaml(String module) {
        return ROOT.resolve(module).resolve("src/main/resources/application.yaml");
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> composeServices() {
        return (Map<String, Map<String, Object>>) COMPOSE.get("services");
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> environment(Map<String, Object> composeService) {
        return (Map<String, Object>) composeService.get("environment");
    }

    /** The environment variables that a text has placeholders for. */
    public static Set<String> variables(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(placeholder -> placeholder.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files are ours: as many aliases in them as we like. */
    public static <T> T yaml(Path file) {
        LoaderOptions trusting = new LoaderOptions();
        trusting.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Yaml(trusting).load(read(file));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
