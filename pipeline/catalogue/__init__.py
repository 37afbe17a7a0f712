"""The show and its episodes, as people wrote them: loaded, checked, imported from topic pages."""
