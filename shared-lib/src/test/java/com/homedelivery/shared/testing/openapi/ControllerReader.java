package com.homedelivery.shared.testing.openapi;

import com.homedelivery.shared.api.EnvelopeWriter;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Caller;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.testing.Routes;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSecurityConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * Has springdoc read the controllers of a module, in a context of them and of the access rules alone: no database, no
 * broker. The controllers are there to be read and never called, so they are made without what they need.
 */
final class ControllerReader {

    /** What the methods behind an operation say, by their names: {@code {"order_place": "Javadoc"}}. */
    static final String HANDLERS = "x-handlers";

    /** Set when an operation answers with an entity tag, and 304 to who has it. */
    static final String CONDITIONAL = "x-conditional";

    private static final SpringObjenesis OBJENESIS = new SpringObjenesis();
    private static final String SHARED_RULES = "com.homedelivery.shared.security.web.ServiceSecurityAutoConfiguration";

    private ControllerReader() {}

    /**
     * @param document as springdoc writes it
     * @param types the classes of its schemas by name
     * @param callers who may call
     */
    record Reading(String document, Map<String, Class<?>> types, Callers callers) {}

    /** @param answers what operations answer, by controller and method, whose methods do not say it */
    static Reading read(String basePackage, Map<String, Type> answers) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class, Caller.class);
        try (var context = new AnnotationConfigServletWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            TestPropertyValues.of(
                            "spring.application.name=any",
                            "springdoc.api-docs.enabled=true",
                            "springdoc.paths-to-exclude=/error",
                            "springdoc.default-flat-param-object=true",
                            "springdoc.default-produces-media-type=application/json",
                            "springdoc.override-with-generic-response=false")
                    .applyTo(context);
            context.register(SpringDoc.class, classNamed(SHARED_RULES));
            String rules = basePackage + ".web.SecurityConfiguration";
            if (ClassUtils.isPresent(rules, null)) {
                context.register(classNamed(rules));
            }
            Routes.controllersOf(basePackage).forEach(controller -> registerUnmade(context, controller));
            registerUnmade(context, AccessTokens.class);
            registerUnmade(context, EnvelopeWriter.class);
            SchemaNames names = new SchemaNames();
            context.registerBean(SchemaNames.class, () -> names);
            context.registerBean(OpenApiCustomizer.class, () -> document -> say(answers, document));
            context.refresh();
            return new Reading(
                    documentOf(context), names.named(), new Callers(context.getBean(SecurityFilterChain.class)));
        }
    }

    private static Class<?> classNamed(String name) {
        return ClassUtils.resolveClassName(name, null);
    }

    private static <T> void registerUnmade(AnnotationConfigServletWebApplicationContext context, Class<T> type) {
        context.registerBean(type.getName(), type, () -> OBJENESIS.newInstance(type, false));
    }

    private static String documentOf(AnnotationConfigServletWebApplicationContext context) {
        try {
            return MockMvcBuilders.webAppContextSetup(context)
                    .build()
                    .perform(MockMvcRequestBuilders.get("/v3/api-docs"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
        } catch (Exception e) {
            throw new IllegalStateException("springdoc could not read the controllers", e);
        }
    }

    private static void say(Map<String, Type> answers, OpenAPI document) {
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> answers.containsKey(operation.getOperationId()))
                .forEach(operation -> say(answers.get(operation.getOperationId()), operation, document));
    }

    private static void say(Type answer, Operation operation, OpenAPI document) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(answer).resolveAsRef(true));
        resolved.referencedSchemas.forEach(document.getComponents()::addSchemas);
        operation
                .getResponses()
                .get("200")
                .setContent(new Content().addMediaType("application/json", new MediaType().schema(resolved.schema)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        SpringDocConfiguration.class,
        SpringDocConfigProperties.class,
        SpringDocSecurityConfiguration.class,
        SpringDocWebMvcConfiguration.class
    })
    static class SpringDoc {

        @Bean
        JavadocProvider javadoc() {
            return new SourceJavadoc();
        }

        @Bean
        ModelResolver modelResolver(ObjectMapperProvider mappers, SchemaNames names) {
            return Schemas.modelResolver(mappers.jsonMapper(), names);
        }

        @Bean
        OperationCustomizer handlers(JavadocProvider javadoc) {
            return (operation, handler) -> {
                operation.setOperationId(nameOf(handler));
                Map<String, String> handlers = new LinkedHashMap<>();
                if (operation.getExtensions() != null
                        && operation.getExtensions().get(HANDLERS) instanceof Map<?, ?> known) {
                    known.forEach((name, text) -> handlers.put(name.toString(), text.toString()));
                }
                handlers.put(nameOf(handler), javadoc.getMethodJavadocDescription(handler.getMethod()));
                operation.addExtension(HANDLERS, handlers);
                if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(WebRequest.class)) {
                    operation.addExtension(CONDITIONAL, true);
                }
                return operation;
            };
        }

        private static String nameOf(HandlerMethod handler) {
            String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
            return StringUtils.uncapitalize(controller) + "_"
                    + handler.getMethod().getName();
        }
    }
}
