export * from "@seedream-clients/core/node";
