spelt!(uuid::Uuid: "must be a UUID");
