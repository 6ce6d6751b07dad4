"""Who is signed in: as allauth finds them, with a question that is worked out once."""

from allauth.account.auth_backends import AuthenticationBackend

from tussenruimte.members.models import User
from tussenruimte.members.reads import log_in_of_session


class LogIn(AuthenticationBackend):
    """The log-in of a session; whether the session is still theirs, Django looks at itself."""

    def get_user(self, user_id: int) -> User | None:
        """The log-in with this key, as long as it may come in."""
        found = log_in_of_session(user_id)
        return found if found and self.user_can_authenticate(found) else None
