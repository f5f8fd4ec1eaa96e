package dev.limner.gateway.models;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import dev.limner.contracts.api.Families;
import dev.limner.contracts.api.FamilyView;
import dev.limner.contracts.api.Page;

/** {@code /v1/families}: what models can be trained as. */
@Path("/v1/families")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "What training runs have made")
public class FamilyResource {

    /** All of them. */
    @GET
    @Operation(summary = "Lists families of models with their presets and settings")
    public Page<FamilyView> list() {
        return new Page<>(Families.all(), null);
    }

    /** One of them. */
    @GET
    @Path("/{family}")
    @Operation(summary = "Shows a family: what it is for, its presets, every setting with its usual value")
    public FamilyView get(@RestPath String family) {
        return Families.named(family);
    }
}
