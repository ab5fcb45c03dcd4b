package com.homedelivery.guilty.domain;

import com.homedelivery.guilty.application.GuiltyUseCase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Breaks every rule about the domain: knows Spring, looks up to the application, lets itself be changed from outside. */
@Entity
@Component
public class GuiltyAggregate {

    @Id
    private UUID id = UUID.randomUUID();

    public void setId(UUID id) {
        this.id = id;
    }

    public UUID lookUpTo(GuiltyUseCase useCase) {
        return useCase.hashCode() == 0 ? UUID.randomUUID() : id;
    }
}
