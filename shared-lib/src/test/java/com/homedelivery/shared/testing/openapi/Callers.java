package com.homedelivery.shared.testing.openapi;

import com.homedelivery.shared.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** Who may call a route, in the words of {@code docs/rest-api.md}, by asking the rules of the service itself. */
final class Callers {

    private static final String PUBLIC = "public";
    private static final String BEARER = "bearer";
    private static final Set<String> PEOPLE = Set.of("user", "rider", "admin");

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    /** That of a service's own port: nothing of the management port is there, as one of the rules asks. */
    private static final MockServletContext OWN_PORT = ownPort();

    private final AuthorizationManager<HttpServletRequest> rules;

    Callers(SecurityFilterChain chain) {
        this.rules = chain.getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(AuthorizationFilter.class::cast)
                .findFirst()
                .orElseThrow()
                .getAuthorizationManager();
    }

    private static MockServletContext ownPort() {
        MockServletContext servlets = new MockServletContext();
        GenericWebApplicationContext context = new GenericWebApplicationContext(servlets);
        context.refresh();
        servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        return servlets;
    }

    /** @param query names of the query values, which may make a route one for somebody else */
    Set<String> of(String method, String path, List<String> query) {
        MockHttpServletRequest request = new MockHttpServletRequest(OWN_PORT, method, path.replaceAll("\\{\\w+}", "1"));
        Set<String> callers = callersOf(request);
        query.forEach(name -> request.setParameter(name, "1"));
        callers.addAll(callersOf(request));
        return callers;
    }

    private Set<String> callersOf(HttpServletRequest request) {
        if (mayCall(NOBODY, request)) {
            return new TreeSet<>(Set.of(PUBLIC));
        }
        Set<String> roles = Arrays.stream(Role.values())
                .filter(role -> mayCall(withRole(role), request))
                .map(Role::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        return roles.containsAll(PEOPLE)
                ? Stream.concat(Stream.of(BEARER), roles.stream().filter(role -> !PEOPLE.contains(role)))
                        .collect(Collectors.toCollection(TreeSet::new))
                : roles;
    }

    private boolean mayCall(Authentication caller, HttpServletRequest request) {
        var result = rules.authorize(() -> caller, request);
        return result != null && result.isGranted();
    }

    private static Authentication withRole(Role role) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "somebody", null, AuthorityUtils.createAuthorityList("ROLE_" + role.name()));
    }
}
