import "./delegate";
import "./relay";
import "./resolve";
import "./revoke";
import "./rotate";
import "./show";
