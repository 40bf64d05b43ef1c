"""What is kept or passed on: share codes and worked examples (scenario files are ``Scenario.to_json``)."""
