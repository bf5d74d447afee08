import "./accredit";
import "./reinstate";
import "./renew";
import "./revoke";
import "./show";
import "./suspend";
