package com.homedelivery.shared.migration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/**
 * Brings a service's database to the version of its jar, and ends, with 1 when a migration fails:
 * {@code java -cp service.jar com.homedelivery.shared.migration.MigrateDatabase}. It reads the configuration of the service, and
 * needs no more of it than where the database is: no server but that is asked, no secret but its password is wanted, and
 * nothing is begun that would have to be ended. Several may run at once: the first one migrates, the others wait.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    MigrationAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
public class MigrateDatabase {

    public static void main(String[] args) {
        new SpringApplicationBuilder(MigrateDatabase.class)
                .web(WebApplicationType.NONE)
                .run(args)
                .close();
    }
}
