package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes of a module's controllers, and those that {@code docs/rest-api.md} promises. */
public final class Routes {

    private static final Pattern ROUTE = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) /.*");

    private Routes() {}

    /**
     * Fails unless the section of the documentation has one row for each route, and none besides.
     *
     * @param basePackage where the controllers are
     * @param section its heading in {@code docs/rest-api.md}
     */
    public static void assertDocumented(String basePackage, String section) {
        assertThat(documentedIn(section))
                .as("routes in docs/rest-api.md, section \"%s\"", section)
                .containsExactlyInAnyOrderElementsOf(routesOf(basePackage));
    }

    private static List<String> documentedIn(String section) {
        return Documentation.of("rest-api.md").rowsIn(section).stream()
                .flatMap(row -> Documentation.codeIn(row.getFirst()).stream())
                .filter(code -> ROUTE.matcher(code).matches())
                .toList();
    }

    /** The controllers of a module in the order of their names, without those that its tests have. */
    public static List<Class<?>> controllersOf(String basePackage) {
        var classPath = new PathMatchingResourcePatternResolver();
        var classes = new CachingMetadataReaderFactory(classPath);
        List<Class<?>> controllers = new ArrayList<>();
        try {
            for (Resource file :
                    classPath.getResources("classpath*:" + basePackage.replace('.', '/') + "/**/*.class")) {
                AnnotationMetadata type = classes.getMetadataReader(file).getAnnotationMetadata();
                if (type.isAnnotated(RestController.class.getName()) && !isOfTests(file)) {
                    controllers.add(ClassUtils.resolveClassName(type.getClassName(), null));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controllers.sort(Comparator.comparing(Class::getName));
        return controllers;
    }

    private static boolean isOfTests(Resource file) throws IOException {
        return file.getURL().toString().matches(".*(/test-classes/|-tests\\.jar!/).*");
    }

    private static List<String> routesOf(String basePackage) {
        return controllersOf(basePackage).stream().flatMap(Routes::routesOf).toList();
    }

    private static Stream<String> routesOf(Class<?> controller) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        List<String> prefixes = mapping == null ? List.of("") : paths(mapping);
        return Arrays.stream(controller.getDeclaredMethods())
                .map(Routes::mappingOf)
                .filter(Objects::nonNull)
                .flatMap(route -> prefixes.stream()
                        .flatMap(prefix -> paths(route).stream().map(path -> prefix + path))
                        .flatMap(path -> Arrays.stream(route.method()).map(method -> method + " " + path)));
    }

    private static RequestMapping mappingOf(Method method) {
        return AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }
}
