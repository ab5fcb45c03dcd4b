package com.homedelivery.localstack.trainer.jpa;

import com.homedelivery.localstack.trainer.OpenDoor;
import com.homedelivery.localstack.trainer.Training;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Web, security, JPA on PostgreSQL with Flyway, Redis, Kafka. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OpenDoor.class, RowController.class, RowListener.class})
public class JpaTrainer {

    /** Starts, rehearses, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Training.run(JpaTrainer.class, "classpath:training/jpa.yaml", Map.of());
        System.exit(0);
    }
}
