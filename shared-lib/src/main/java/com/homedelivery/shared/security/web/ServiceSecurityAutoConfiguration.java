package com.homedelivery.shared.security.web;

import com.homedelivery.shared.api.EnvelopeWriter;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRevocationCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;

@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.security.TokenAutoConfiguration",
            "com.homedelivery.shared.security.web.TokenRevocationAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
class ServiceSecurityAutoConfiguration {

    private static final String[] PUBLIC = {"/health", "/error"};

    private static final String OPERATORS = "/ops/**";

    private static final String PERSONAL_DATA = "/personal-data/**";

    @Bean
    CallingService thisService(@Value("${spring.application.name}") String name) {
        return new CallingService(name);
    }

    @Bean
    SecurityErrors securityErrors(EnvelopeWriter envelopes) {
        return new SecurityErrors(envelopes);
    }

    /** Without Redis a token is good until it expires. */
    @Bean
    @ConditionalOnMissingBean
    TokenRevocationCheck noTokenIsRevoked() {
        return _ -> false;
    }

    @Bean
    SecurityFilterChain serviceSecurity(
            HttpSecurity http,
            AccessTokens tokens,
            TokenRevocationCheck revocations,
            SecurityErrors errors,
            ObjectProvider<EndpointAuthorization> access) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e -> e.authenticationEntryPoint(errors).accessDeniedHandler(errors))
                .addFilterBefore(new BearerTokenFilter(tokens, revocations), AuthorizationFilter.class)
                .authorizeHttpRequests(endpoints -> {
                    endpoints.requestMatchers(PUBLIC).permitAll();
                    // Open to whoever reaches the management port, which is for the network to decide; on the service's
                    // own port it matches nothing.
                    endpoints
                            .requestMatchers(EndpointRequest.to("health", "info", "prometheus"))
                            .permitAll();
                    endpoints.requestMatchers(OPERATORS).hasRole(Role.ADMIN.name());
                    endpoints.requestMatchers(PERSONAL_DATA).hasRole(Role.SERVICE.name());
                    access.ifAvailable(rules -> rules.define(endpoints));
                    endpoints.anyRequest().hasAnyRole(Role.USER.name(), Role.RIDER.name(), Role.ADMIN.name());
                })
                .build();
    }

    /** What each filter does to each request, as spans and timers, is nothing that anybody looks at. */
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** There are no passwords here to try: without this bean Spring Boot would make up a user and log its password. */
    @Bean
    AuthenticationManager noPasswordLogin() {
        return authentication -> {
            throw new AuthenticationServiceException("Only bearer tokens are accepted");
        };
    }

    @Bean
    StrictHttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class Clients {

        @Bean
        ServiceTokenInterceptor serviceTokenInterceptor(AccessTokens tokens, CallingService self) {
            return new ServiceTokenInterceptor(tokens, self);
        }

        @Bean
        UserTokenInterceptor userTokenInterceptor() {
            return new UserTokenInterceptor();
        }
    }
}
