package com.homedelivery.shared.ops;

import com.homedelivery.shared.fault.FaultSwitches;
import com.homedelivery.shared.ops.audit.AuditLog;
import com.homedelivery.shared.ops.audit.JdbcAuditLog;
import com.homedelivery.shared.ops.audit.RedisAuditLog;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.servlet.DispatcherServlet;

/** The operators' endpoints, on each service that consumes or publishes events. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.fault.FaultAutoConfiguration",
            "com.homedelivery.shared.messaging.deadletter.DeadLetterAutoConfiguration",
            "com.homedelivery.shared.messaging.outbox.OutboxAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, AuthenticationPrincipal.class})
@Conditional(OpsAutoConfiguration.HasEvents.class)
class OpsAutoConfiguration {

    @Bean
    DeadLetterOperations opsDeadLetters(Optional<DeadLetterStore> store, AuditLog audit, Clock clock) {
        return new DeadLetterOperations(store, audit, clock);
    }

    @Bean
    DeadLetterController opsDeadLetterController(DeadLetterOperations letters) {
        return new DeadLetterController(letters);
    }

    @Bean
    QuarantineController opsQuarantineController(Optional<QuarantineStore> store, AuditLog audit, Clock clock) {
        return new QuarantineController(store, audit, clock);
    }

    @Bean
    AuditController opsAuditController(AuditLog audit) {
        return new AuditController(audit);
    }

    @Bean
    @ConditionalOnBean(FaultSwitches.class)
    FaultController opsFaultController(FaultSwitches switches, AuditLog audit, Clock clock) {
        return new FaultController(switches, audit, clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    @ConditionalOnBean(JdbcClient.class)
    @ConditionalOnMissingBean(AuditLog.class)
    static class WithDatabase {

        @Bean
        AuditLog opsAuditLog(JdbcClient jdbc) {
            return new JdbcAuditLog(jdbc);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(StringRedisTemplate.class)
    @ConditionalOnBean(StringRedisTemplate.class)
    @ConditionalOnMissingBean(value = AuditLog.class, type = "org.springframework.jdbc.core.simple.JdbcClient")
    static class WithRedis {

        @Bean
        AuditLog opsAuditLog(StringRedisTemplate redis, @Value("${spring.application.name}") String service) {
            return new RedisAuditLog(redis, service);
        }
    }

    static final class HasEvents extends AnyNestedCondition {

        HasEvents() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DeadLetterStore.class)
        static final class Consumes {}

        @ConditionalOnBean(QuarantineStore.class)
        static final class Publishes {}
    }
}
