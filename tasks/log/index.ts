import "./key";
import "./sign";
